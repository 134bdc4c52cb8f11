// Command terraform finds a Terraform or OpenTofu program that is new enough for
// provider functions, and gets one if the machine has none.
//
// It asks, in this order: TF_ACC_TERRAFORM_PATH, terraform and tofu in PATH, what an
// earlier run put into the output directory, the release download, and last the Go
// module of Terraform, which needs nothing but Go. Each step is said on standard error.
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
	only := flag.Bool("terraform-only", false, "do not accept OpenTofu, for what works with Terraform alone")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *out, *only); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out string, terraformOnly bool) error {
	dir, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	found, err := search{sources(dir, terraformOnly), terraformOnly, inspect, os.Stderr}.find(ctx)
	if err != nil {
		return err
	}
	fmt.Println(found.path)
	if out == "" {
		return nil
	}
	return found.save(dir)
}
