"""You: who you are here, what you may do, and how to leave."""

from app.ui import loading, me
from app.ui.loading import members
from app.ui.loading.people import called
from app.ui.visit import visit

here = visit()
if here.provider and here.member:
    wished = members.wished(here, here.member)
    me.show_signed_in(here.member, wished, loading.notice(here), here.speech)
else:
    me.show(here.member, called(here), loading.notice(here), here.speech)
