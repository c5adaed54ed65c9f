"""The page of `audit report` in a real browser (parity K7): it loads nothing, breaks no rule of its own, and shows what it should."""

import json
import subprocess

import pytest
from browser import Browser
from conftest import wait_until
from evidence import Ledger, flip, overwrite
from gateway import picture, reply
from PIL import Image

COLOURS = [(200, 30, 40), (20, 160, 60), (40, 60, 220)]


@pytest.fixture(scope="module")
def browser():
    made = Browser()
    yield made
    made.stop()


@pytest.fixture
def house(gateway, exhibit):
    """Three runs whose pictures have one colour each, one refused, and one painted over."""
    usage = {"input_tokens": 12, "output_tokens": 4160, "input_tokens_details": {"image_tokens": 0, "text_tokens": 12}}
    answers = [(200, {}, reply(picture(colour, (300, 200)), usage=usage)) for colour in COLOURS]
    answers.append((400, {}, json.dumps({"error": {"message": "no <b>such</b> thing"}}).encode()))
    gateway(lambda request: answers.pop(0))
    exhibit.runs = [
        exhibit.generate("--task-name", f"colour-{number}", prompt=f"colour {number}").result for number in range(3)]
    exhibit.runs.append(exhibit.generate("--task-name", "refused", prompt="x").result)
    return exhibit


def page(house, *words, status=0):
    path = house.work / "report.html"
    found = house("audit", "report", "--out", path, "--overwrite", "--json", *words)
    assert found.status == status, found
    return path


def box(tab, selector):
    """Where an element is on the whole page."""
    return tab.run(
        f"(() => {{ const box = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
        " return [box.x + scrollX, box.y + scrollY, box.width, box.height]; })()")


def test_nothing_is_refused_loaded_or_said(browser, house):
    tab = browser.open(page(house, "--with-prompts"))
    assert tab.complaints() == []
    assert tab.run("document.querySelectorAll('article.run').length") == 4
    widths = tab.run("[...document.images].map(image => [image.complete, image.naturalWidth, image.naturalHeight])")
    assert widths == [[True, 256, 171]] * 3
    assert tab.run("document.getElementById('tools').hidden") is False
    assert tab.run("[...document.querySelectorAll('article .chips')].map(node => node.textContent).join()").count("accepted") == 3
    assert "no <b>such</b> thing" in tab.run("document.body.innerText")
    assert tab.run("document.querySelectorAll('article b').length") == 0


def test_its_policy_is_in_force(browser, house):
    tab = browser.open(page(house))
    assert tab.run(
        "(() => { const node = document.createElement('script'); node.textContent = 'window.broken = 1';"
        " document.body.append(node); return window.broken === undefined; })()")
    assert tab.run(
        "new Promise(done => { const image = new Image(); image.onerror = () => done('refused');"
        " image.onload = () => done('loaded'); image.src = 'http://127.0.0.1:9/x.png'; })") == "refused"
    assert any("Content Security Policy" in text or "ContentSecurityPolicy" in text for text in tab.complaints())


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390], ids=["wide", "narrow"])
def test_the_screen_shows_the_pictures_where_they_belong(browser, house, dark, width):
    tab = browser.open(page(house), width=width, dark=dark)
    shot = Image.open(tab.screenshot(house.work / "shot.png")).convert("RGB")
    assert shot.width == width
    for run, colour in zip(house.runs, COLOURS):
        x, y, w, h = box(tab, f"#run-{run['run_id']} figure.output img")
        assert w > 100 and h > 60
        for part in (0.2, 0.5, 0.8):
            pixel = shot.getpixel((int(x + w * part), int(y + h * part)))
            assert max(abs(a - b) for a, b in zip(pixel, colour)) <= 3, (run["task_name"], pixel)
    background = shot.getpixel((2, 2))
    assert (sum(background) < 150) == dark
    assert len(set(shot.crop((0, 0, width, 400)).get_flattened_data())) > 50, "there is text"
    assert tab.run("document.documentElement.scrollWidth") <= width, "nothing goes out to the side"
    assert tab.complaints() == []


def test_everything_is_there_without_scripts(browser, house):
    path = page(house)
    with_scripts, without = browser.open(path), browser.open(path, scripts=False)
    dom = without.call("DOM.getDocument", depth=-1)["root"]["nodeId"]
    html = without.call("DOM.getOuterHTML", nodeId=dom)["outerHTML"]
    for run in house.runs:
        assert run["run_id"] in html and run["task_name"] in html
    assert html.count(' data-copy="') == with_scripts.run("document.querySelectorAll('[data-copy]').length") > 10
    assert 'class="copy"' not in html, "no button that does nothing"
    shot = Image.open(without.screenshot(house.work / "still.png")).convert("RGB")
    assert any(colour in shot.get_flattened_data() for colour in [COLOURS[0]])


def test_the_keys_go_from_run_to_run(browser, house):
    tab = browser.open(page(house))
    seen = []
    for key in "jjkj":
        tab.press(key)
        seen.append(tab.run("document.activeElement.id"))
    ids = [f"run-{run['run_id']}" for run in house.runs]
    assert seen == [ids[0], ids[1], ids[0], ids[1]]


def test_the_chips_choose_and_say_how_many(browser, house):
    tab = browser.open(page(house))
    shown = "[...document.querySelectorAll('article.run')].filter(run => run.checkVisibility()).length"
    assert tab.run(shown) == 4
    tab.run("document.querySelector('button[data-filter=failed]').click()")
    assert tab.run(shown) == 1 and tab.run("document.getElementById('said').textContent") == "1 of 4 shown"
    assert tab.run("document.querySelector('button[data-filter=failed]').getAttribute('aria-pressed')") == "true"
    tab.run("document.querySelector('button[data-filter=\"\"]').click()")
    assert tab.run(shown) == 4


def test_digests_are_copied_and_the_json_is_saved(browser, house):
    path = page(house)
    tab = browser.open(path)
    browser.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    tab.call("Page.bringToFront")
    digest = house.runs[0]["outputs"][0]["sha256"]
    buttons = "[...document.querySelectorAll('button.copy')]"
    assert tab.run(f"{buttons}.every(button => button.getAttribute('aria-label').startsWith('copy '))")
    tab.run(f"{buttons}.find(button => button.previousSibling.textContent === '{digest}').click()")
    wait_until(lambda: "copied" in tab.run("document.getElementById('said').textContent"))
    assert tab.run("navigator.clipboard.readText()") == digest
    folder = house.work / "downloads"
    folder.mkdir()
    browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
    tab.run("document.getElementById('save-json').click()")
    saved = folder / "exhibit-report.json"
    wait_until(saved.exists)
    document = wait_until(lambda: json.loads(saved.read_text()) if saved.stat().st_size else None)
    assert document["schema"] == "exhibit.report/1"
    assert [run["run_id"] for run in document["runs"]] == [run["run_id"] for run in house.runs]
    assert tab.complaints() == []


def test_a_run_is_a_page_on_paper(browser, house):
    tab = browser.open(page(house))
    pdf = tab.pdf(house.work / "report.pdf")
    facts = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    pages = int(next(line.split()[1] for line in facts.splitlines() if line.startswith("Pages:")))
    assert pages == 5, "the summary, and one for each run"
    for number, run in enumerate(house.runs, 2):
        text = subprocess.run(
            ["pdftotext", "-layout", "-f", str(number), "-l", str(number), pdf, "-"], capture_output=True, text=True,
            check=True).stdout
        assert run["run_id"] in text and run["task_name"] in text
        assert "Save as JSON" not in text and "copy" not in text.split()
    image = house.work / "paper"
    subprocess.run(["pdftoppm", "-r", "60", "-f", "2", "-l", "2", "-png", pdf, image], check=True)
    sheet = Image.open(next(house.work.glob("paper*.png"))).convert("RGB")
    found = sum(1 for pixel in sheet.get_flattened_data() if max(abs(a - b) for a, b in zip(pixel, COLOURS[0])) <= 12)
    assert found > 500, "the picture is on the paper"


def test_a_broken_record_is_seen_at_once(browser, house):
    path = Ledger(house.home).artifact(house.runs[0]["outputs"][0]["sha256"])
    overwrite(path, flip(path.read_bytes()))
    tab = browser.open(page(house, status=12))
    assert tab.complaints() == []
    assert "evidence broken" in tab.run("document.getElementById('integrity').innerText")
    x, y, w, h = box(tab, "#integrity")
    assert y < 300, "without scrolling"
    assert tab.run("document.images.length") == 2
    assert "other bytes are in the store" in tab.run(f"document.getElementById('run-{house.runs[0]['run_id']}').innerText")


def test_three_hundred_runs_open_in_seconds(browser, house):
    """The page grows with its runs; the browser must not choke on it."""
    source = page(house).read_text()
    article = source[source.index("<article"):source.index("</article>") + len("</article>")]
    many = "".join(article.replace(house.runs[0]["run_id"], f"{number:026d}").replace('id="entry-', f'id="entry-{number}-')
                   for number in range(300))
    path = house.work / "many.html"
    path.write_text(source.replace("</main>", many + "</main>"))
    tab = browser.open(path)
    assert tab.run("document.querySelectorAll('article.run').length") == 304
    assert tab.run("performance.getEntriesByType('navigation')[0].loadEventEnd") < 15_000
    assert tab.complaints() == []
