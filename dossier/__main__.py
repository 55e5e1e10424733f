"""`python -m dossier` is `dossier`."""

from dossier.cli.main import main

raise SystemExit(main())
