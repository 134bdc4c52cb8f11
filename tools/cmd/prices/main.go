// Command prices writes the price book's data file from a directory of collected facts.
//
//	prices -from facts -to internal/price/data/prices.json
//	prices -from facts -to internal/price/data/prices.json -check
//
// The facts file prices.json holds one block a Region in which one date or one grade of
// confidence may speak for several prices. The data file gives each price its own, leaves out what is not
// known, and marks what was only inferred. With -check nothing is written: the command
// fails if the file differs from what it would write.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	from := flag.String("from", "", "directory that holds prices.json")
	to := flag.String("to", "internal/price/data/prices.json", "data file to write")
	check := flag.Bool("check", false, "compare instead of writing")
	flag.Parse()
	if err := run(*from, *to, *check); err != nil {
		fmt.Fprintln(os.Stderr, "prices:", err)
		os.Exit(1)
	}
}

func run(from, to string, check bool) error {
	if from == "" {
		return fmt.Errorf("say with -from where the facts are")
	}
	facts, err := readFacts(filepath.Join(from, "prices.json"))
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := write(&out, facts); err != nil {
		return err
	}
	if !check {
		return os.WriteFile(to, out.Bytes(), 0o644)
	}
	have, err := os.ReadFile(to)
	if err != nil {
		return err
	}
	if !bytes.Equal(have, out.Bytes()) {
		return fmt.Errorf("%s is not what the facts in %s give; run without -check to write it", to, from)
	}
	return nil
}
