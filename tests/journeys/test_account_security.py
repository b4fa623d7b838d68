"""Somebody joins by mail, adds a passkey under the strict policy, comes back with it, and ends another session."""

from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import link_in_mail, open_window, sign_in
from tests.journeys.servers import Running

ADDRESS, SECRET = "nora@mail.example", "a long enough secret"
KEY = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}


def join(page: Page) -> None:
    page.goto("/account/signup/")
    page.get_by_label("Your name").fill("Nora Ng")
    page.get_by_label("Email").fill(ADDRESS)
    page.get_by_label("Password").fill(SECRET)
    page.get_by_role("button", name="Join", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verify Your Email Address")


def test_a_member_joins_adds_a_passkey_and_comes_back_with_it(running: Running, browser: Browser, transactional_db: None) -> None:
    with (
        open_window(browser, running, "acme", "member", journey="account-security") as window,
        open_window(browser, running, "acme", "elsewhere", journey="account-security") as elsewhere,
    ):
        page = window.page
        join(page)
        window.step("a mail is on its way")
        page.goto(link_in_mail(running, "acme", ADDRESS, "/account/confirm-email/"))
        window.step("the link in the mail")
        page.locator("main").get_by_role("button", name="Confirm").click()
        page.goto("/account/")
        window.step("the profile")
        sign_in(elsewhere, ADDRESS, SECRET)

        keys = window.context.new_cdp_session(page)
        keys.send("WebAuthn.enable")
        keys.send("WebAuthn.addVirtualAuthenticator", {"options": {**KEY, "automaticPresenceSimulation": True}})
        page.goto("/account/mfa/webauthn/add/")
        page.get_by_label("Password").fill(SECRET)
        page.get_by_role("button", name="Confirm").click()
        window.step("a new key")
        page.locator("input[name=passwordless]").check()
        page.locator("main").get_by_role("button", name="Add").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Recovery Codes")
        window.step("codes for a rainy day")

        page.goto("/account/sessions/")
        window.step("signed in twice")
        page.get_by_role("button", name="Sign out everywhere else").click()
        elsewhere.page.goto("/account/")
        expect(elsewhere.page.get_by_role("heading", level=1)).to_have_text("Sign in")
        elsewhere.step("signed out from afar")

        window.context.clear_cookies()
        page.goto("/account/login/")
        window.step("the door")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url(lambda url: "/account/login" not in url)
        page.goto("/account/mfa/")
        expect(page.get_by_text("You have added 1 security key.")).to_be_visible()
        window.step("back with the passkey")
