"""pytest file: shots of all pages + collected trouble (not failing)"""
import sys
sys.path.insert(0,'/work/main')
from tests.project.test_welsh import *
from tests.project import test_welsh as w
from tests.support.browser import small_targets
import pytest,os
W=int(os.environ.get("W","390"))
@pytest.mark.browser
def test_shots(live_server, page_at, town):
    n=0
    for member, some in w.paths(town)+[(None,['/accounts/login/'])]:
        page=page_at(W)
        if member: wear(page, live_server.url, client_of(member))
        w.speak_welsh(page, live_server.url)
        for path in some:
            r=page.goto(live_server.url+path); n+=1
            print(path,r.status,'sideways',sideways(page),'clipped',w.clipped(page),'axe',[a[:300] for a in axe(page)], small_targets(page))
            page.screenshot(path=f'/tmp/cy/shot{n:02}.png',full_page=True)
            open(f'/tmp/cy/shot{n:02}.txt','w').write(page.locator('body').inner_text())
