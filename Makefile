.PHONY: help test lint golden pictures bench demo soak fuzz verify package

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

pictures: ## draw the pictures of the README anew; look at them before they are committed
	go run ./internal/pictures

bench: ## measure the program; write docs/performance.md and what tests compare with
	go test ./ui -run AllocatesAsMuch -count=1 -allocations
	go test ./e2e -run AKeyTakesFewBytes -count=1 -v -performance

demo: ## run the viewer on the demo organisation
	go run . --demo

soak: ## run the endurance test for long: make soak ROUNDS=20000
	go test ./ui -run HoursOfFaults -v -timeout 0 -seed 0 -soak $(or $(ROUNDS),20000)

fuzz: ## run each fuzz target: make fuzz TIME=60s
	./.ci/fuzz $(or $(TIME),60s)

verify: ## prove the promises of SECURITY.md, and count
	./.ci/verify

package: ## build archives, debs and their checksums, into dist
	./packaging/build
