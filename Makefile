PREFIX ?= /usr/local
SWIFT ?= swift
PROGRAM = .build/release/shiplint
SOURCES = Package.swift Sources Tests Plugins Benchmarks/Package.swift Benchmarks/Sources

.PHONY: demo build test rules lint format install dependencies bench

demo: build  ## Build what is needed and check the example dossiers.
	Scripts/demo $(PROGRAM)

build: dependencies
	$(SWIFT) build --configuration release --product shiplint

test: dependencies  ## Run all tests: the modules', the golden reports, and the packs' own.
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build
	.build/debug/shiplint rules test

lint:  ## Check the format of the sources.
	$(SWIFT) format lint --strict --recursive $(SOURCES)

format:  ## Format the sources.
	$(SWIFT) format --in-place --recursive $(SOURCES)

install: build  ## Install the program below PREFIX.
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/shiplint

dependencies:
	Scripts/install-dependencies

bench: build  ## Measure whole runs over large files beside public peers, with memory.
	$(SWIFT) run --package-path Benchmarks --configuration release benchmarks --shiplint $(PROGRAM)
