"""What the tests in a real browser share."""

STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
