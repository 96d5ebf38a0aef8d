"""`python -m careercli`: the program from a plain checkout."""

from careercli.cli import main

if __name__ == "__main__":
    main()
