"""A real, headless Chromium for tests of pages: no network of its own making, everything it says recorded."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import require_tool

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-device-scale-factor=1",
)


class Browser:
    """The few things tests ask of a browser."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, page: Path, seconds: float = 60) -> float:
        """Open a file and wait until it says it is drawn; gives the seconds that took."""
        started = time.monotonic()
        self.driver.get(page.resolve().as_uri())
        while not self.js("return document.body.dataset.ready === 'true'"):
            assert time.monotonic() - started < seconds, f"not drawn after {seconds} s: {self.console()}"
            time.sleep(0.02)
        return time.monotonic() - started

    def js(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def console(self) -> list[str]:
        """Errors and warnings since the last call."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Addresses the page asked for since the last call."""
        events = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def screenshot(self) -> bytes:
        png = self.driver.get_screenshot_as_png()
        assert isinstance(png, bytes)
        return png

    def hover(self, x: float, y: float) -> None:
        """Move the mouse to a point of the page, as a hand would."""
        for dx in (6, 3, 0):
            self.driver.execute_cdp_cmd(
                "Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x + dx, "y": y}
            )
            time.sleep(0.05)
        time.sleep(0.4)

    def look(self, width: int, height: int, dark: bool = False) -> None:
        """Set the size of the page and whether the system asks for dark."""
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})

    def offline(self) -> None:
        """Take the network cable out."""
        self.driver.execute_cdp_cmd("Network.enable", {})
        conditions = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
        self.driver.execute_cdp_cmd("Network.emulateNetworkConditions", conditions)

    def keys(self, *keys: str) -> None:
        """Press keys one after the other, as a hand would; a word of several letters is a key's name."""
        codes = {
            "ArrowLeft": 37,
            "ArrowUp": 38,
            "ArrowRight": 39,
            "ArrowDown": 40,
            "Enter": 13,
            "Escape": 27,
            "Tab": 9,
        }
        for key in keys:
            event: dict[str, Any] = {"key": key}
            event |= {"windowsVirtualKeyCode": codes[key], "code": key} if key in codes else {"text": key}
            for kind in ("keyDown", "keyUp"):
                self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": kind, **event})
        time.sleep(0.1)

    def click(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            self.driver.execute_cdp_cmd(
                "Input.dispatchMouseEvent",
                {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1},
            )
        time.sleep(0.5)


@contextmanager
def chromium(profile: Path, width: int = 1400, height: int = 900) -> Iterator[Browser]:
    """Start Chromium with a profile of its own; skip where it is not installed."""
    browser, driver_path = require_tool("chromium"), require_tool("chromedriver")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(driver_path))
    try:
        # The window's frame takes some of its height: set what the page sees.
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )
        yield Browser(driver)
    finally:
        driver.quit()
