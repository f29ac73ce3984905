.PHONY: help test lint golden bench demo

help: ## list what there is to make
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

test: ## run all tests
	go test ./...

lint: ## check format, vet and staticcheck
	@test -z "$$(gofmt -l .)" || { gofmt -l .; exit 1; }
	go vet ./...
	go tool staticcheck ./...

golden: ## write the golden files anew; read the difference before it is committed
	go test ./ui ./internal/present -update

bench: ## run all benchmarks
	go test -run '^$$' -bench . -benchmem ./...

demo: ## run the viewer on the demo organisation
	go run . --demo
