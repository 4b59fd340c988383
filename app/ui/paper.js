// On paper Streamlit's menu and controls say nothing, and its boxes cut a page in two. Our style
// sheet ends at our shadow root, so the document gets this one for printing.
const paper = new CSSStyleSheet({ media: "print" });
paper.replaceSync(`
  @page { margin: 14mm; }
  :root { font-size: 10pt; }
  body, [data-testid=stApp], [data-testid=stMain] { background: white; }
  [data-testid=stSidebar], [data-testid=stHeader],
  [data-testid=stButton] { display: none; }
  [data-testid=stMainBlockContainer] { padding: 0; }
  [data-testid=stVerticalBlock], [data-testid=stHorizontalBlock], [data-testid=stColumn] {
    display: block; width: 100%;
  }
  [data-testid=stElementContainer] { margin-bottom: 1rem; }
`.replaceAll(";", " !important;"));
document.adoptedStyleSheets.push(paper);

