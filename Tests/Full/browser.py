"""Chromium without a screen, driven over the pipe of its DevTools protocol: JSON messages that end with a zero byte."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


class Browser:
    """One browser with a profile of its own and no way to a network."""

    def __init__(self, *flags):
        self.profile = tempfile.mkdtemp(prefix="chromium-")
        to_browser, self.out = os.pipe()
        self.incoming, from_browser = os.pipe()
        words = [
            "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--hide-scrollbars", "--disable-background-networking", "--host-resolver-rules='MAP * ~NOTFOUND'",
            f"--user-data-dir={self.profile}", "--remote-debugging-pipe", *flags, "about:blank"]
        self.process = subprocess.Popen(
            ["bash", "-c", f"exec {' '.join(words)} 3<&{to_browser} 4>&{from_browser}"],
            pass_fds=(to_browser, from_browser), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": self.profile})
        os.close(to_browser)
        os.close(from_browser)
        self.buffer, self.number, self.events = b"", 0, []

    def read(self, seconds):
        end = time.monotonic() + seconds
        while b"\0" not in self.buffer:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.incoming], [], [], left)[0]:
                return None
            piece = os.read(self.incoming, 1 << 20)
            if not piece:
                raise AssertionError("the browser is gone")
            self.buffer += piece
        line, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(line)

    def call(self, method, session=None, seconds=120, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            answer = self.read(end - time.monotonic())
            if answer is None:
                break
            if answer.get("id") == self.number:
                assert "error" not in answer, (method, answer["error"])
                return answer["result"]
            self.events.append(answer)
        raise AssertionError(f"{method}: no answer")

    def wait(self, method, session, seconds=120):
        end = time.monotonic() + seconds
        while True:
            found = [event for event in self.events if event.get("method") == method and event.get("sessionId") == session]
            if found:
                return found[0]["params"]
            event = self.read(max(0, end - time.monotonic()))
            assert event is not None, f"no {method}"
            self.events.append(event)

    def open(self, path, width=1280, height=900, dark=False, scripts=True):
        return Tab(self, path, width, height, dark, scripts)

    def stop(self):
        self.process.kill()
        self.process.wait()
        os.close(self.out)
        os.close(self.incoming)
        shutil.rmtree(self.profile, ignore_errors=True)


class Tab:
    """A page from the disk, and all that the browser said of it."""

    def __init__(self, browser, path, width, height, dark, scripts):
        self.browser = browser
        self.target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])
        if not scripts:
            self.call("Emulation.setScriptExecutionDisabled", value=True)
        self.call("Page.navigate", url=f"file://{path}")
        browser.wait("Page.loadEventFired", self.session)

    def call(self, method, **parameters):
        return self.browser.call(method, session=self.session, **parameters)

    def run(self, expression):
        """What JavaScript says, with the page's own policy in force."""
        found = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def press(self, key):
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, text=key)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    def complaints(self):
        """Errors, warnings, exceptions, and requests for anything but the page and its own data."""
        self.run("0")
        found = []
        for event in self.browser.events:
            if event.get("sessionId") != self.session:
                continue
            kind, params = event["method"], event["params"]
            if kind == "Log.entryAdded" and params["entry"]["level"] in ("warning", "error"):
                found.append(params["entry"]["text"])
            elif kind == "Runtime.exceptionThrown":
                found.append(str(params["exceptionDetails"]))
            elif kind == "Runtime.consoleAPICalled":
                found.append(str(params["args"]))
            elif kind == "Audits.issueAdded":
                found.append(str(params["issue"]))
            elif kind == "Network.requestWillBeSent":
                if not params["request"]["url"].startswith(("file:///", "data:image/png;base64,", "blob:")):
                    found.append(params["request"]["url"])
        return found

    def screenshot(self, path, whole=True):
        data = base64.b64decode(self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"])
        path.write_bytes(data)
        return path

    def pdf(self, path):
        found = self.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        path.write_bytes(base64.b64decode(found["data"]))
        return path
