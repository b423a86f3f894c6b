"""`python -m nap` is `nap`."""

from nap.cli.app import main

if __name__ == "__main__":
    main()
