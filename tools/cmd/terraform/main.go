// Command terraform finds a Terraform or OpenTofu program that is new enough for
// provider functions, and gets one if the machine has none.
//
// It asks, in this order: TF_ACC_TERRAFORM_PATH, terraform and tofu in PATH, what an
// earlier run put into the output directory, the release download (of Terraform), and last
// the program's Go module, which needs nothing but Go. Each step is said on standard error.
// The path goes to standard output and, with -out, to the file terraform.path there.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
)

func main() {
	out := flag.String("out", "", "directory that keeps what was fetched, and the answer")
	product := flag.String("product", string(either), "terraform, tofu, or any: which of the two is accepted")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *out, wanted(*product)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out string, product wanted) error {
	if product != either && product != terraform && product != tofu {
		return fmt.Errorf("-product is %q; it may be %s, %s or %s", product, terraform, tofu, either)
	}
	dir, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	found, err := search{sources(dir, product), product, inspect, os.Stderr}.find(ctx)
	if err != nil {
		return err
	}
	fmt.Println(found.path)
	if out == "" {
		return nil
	}
	return found.save(dir)
}
