// Command difftest compares the evaluator of this module with an independent simulator on
// random policies and requests. The simulator is another program, which answers lines on its
// standard output to lines on its standard input; tools/cmd/simulate starts both.
//
//	go run ./internal/iam/difftest -cases 20000 -seed 1 node simulate.mjs /tmp/iam-simulate
//
// The simulator has known faults, and takes another reading of some rules that AWS does not
// document. Each is written down in the catalogue of this command, with the rule it belongs
// to and with code that does what the simulator does. So a difference is explained only if
// the evaluator with the known faults gives just the answer of the simulator; and that is
// asked of every case, also of those on which both agree.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	cases := flag.Int("cases", 20000, "how many cases to compare")
	seed := flag.Uint64("seed", 1, "what the cases are drawn from; the same seed gives the same cases")
	flag.Parse()
	if err := run(os.Stdout, *cases, *seed, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "difftest:", err)
		os.Exit(1)
	}
}

// run compares and reports. The error says that something is not explained.
func run(out io.Writer, cases int, seed uint64, command []string) error {
	if len(command) == 0 {
		return errors.New("say which program answers: difftest [flags] PROGRAM [ARGUMENT...]")
	}
	s, err := start(command)
	if err != nil {
		return err
	}
	defer s.stop()
	if err := askSamples(s); err != nil {
		return err
	}
	r := newReport()
	for i := range cases {
		c := generate(seed, uint64(i))
		answer, err := s.ask(c)
		if err != nil {
			return err
		}
		if err := r.add(c, answer); err != nil {
			return err
		}
	}
	r.write(out)
	if r.smallest == nil {
		return nil
	}
	small, err := reduce(*r.smallest, s)
	if err != nil {
		return err
	}
	writeExample(out, small)
	return fmt.Errorf("%d differences are not explained", r.unexplained)
}
