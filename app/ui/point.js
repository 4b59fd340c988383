// What stands at a point of a chart, while somebody points at it. The same stands in a table beside.

function nearest(chart, event) {
  const away = (each) => {
    const { x, y, width, height } = each.getBoundingClientRect();
    return Math.hypot(x + width / 2 - event.clientX, (y + height / 2 - event.clientY) / 4);
  };
  const points = [...chart.querySelectorAll("[data-told]")].map((each) => [away(each), each]);
  return points.sort(([one], [other]) => one - other)[0]?.[1];
}

function newTip(chart) {
  const tip = document.createElement("dl");
  tip.className = "tip";
  chart.append(tip);
  return tip;
}

function tell(tip, point) {
  const titles = point.closest("[data-titles]").dataset.titles.split("\n");
  const told = point.dataset.told.split("\n");
  tip.replaceChildren(...titles.flatMap((title, at) => {
    const [name, value] = [document.createElement("dt"), document.createElement("dd")];
    name.textContent = title;
    value.textContent = told[at];
    return [name, value];
  }));
}

// Beside the point, on the side that has room.
function place(tip, chart, point) {
  const [room, at] = [chart.getBoundingClientRect(), point.getBoundingClientRect()];
  const [x, y] = [at.x + at.width / 2 - room.x, at.y + at.height / 2 - room.y];
  tip.style.left = `${Math.max(0, x > room.width / 2 ? x - tip.offsetWidth - 12 : x + 12)}px`;
  tip.style.top = `${Math.max(0, y - tip.offsetHeight - 12)}px`;
}

function forget(page) {
  for (const each of page.querySelectorAll(".tip")) each.remove();
  for (const each of page.querySelectorAll(".pointed")) each.classList.remove("pointed");
}

function pointing(event) {
  const chart = event.target.closest(".chart");
  const point = chart && nearest(chart, event);
  if (point?.matches(".pointed")) return;
  forget(event.currentTarget);
  if (!point) return;
  point.classList.add("pointed");
  const tip = newTip(chart);
  tell(tip, point);
  place(tip, chart, point);
}

function explain(page) {
  page.onpointerover = pointing;
  page.onpointermove = pointing;
  page.onpointerleave = () => forget(page);
}
