"""`python -m nap` is `nap`."""

from nap.cli.app import run

if __name__ == "__main__":
    run()
