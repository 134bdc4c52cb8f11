package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hc-install/product"
	"github.com/hashicorp/hc-install/releases"
)

// fromModule is the newest Terraform whose Go module has no replace lines, so that
// "go install" accepts it.
const fromModule = "github.com/hashicorp/terraform@v1.8.5"

// sources lists the ways to a program, cheapest first; what is fetched goes into dir.
func sources(dir string, terraformOnly bool) []source {
	var all []source
	if path := os.Getenv("TF_ACC_TERRAFORM_PATH"); path != "" {
		all = append(all, source{"TF_ACC_TERRAFORM_PATH", !terraformOnly, func(context.Context) (string, error) { return path, nil }})
	}
	all = append(all, source{"terraform in PATH", false, inPath("terraform")})
	if !terraformOnly {
		all = append(all, source{"tofu in PATH", false, inPath("tofu")})
	}
	return append(all,
		source{"fetched earlier", false, inPath(filepath.Join(dir, "terraform"))},
		source{"download of the newest 1.x release", false, download(dir)},
		source{"go install " + fromModule + " (takes minutes)", false, install(dir)},
	)
}

func inPath(name string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) {
		path, err := exec.LookPath(name)
		if err != nil {
			return "", errors.New("none")
		}
		return filepath.Abs(path)
	}
}

// download fetches a signed release; hc-install checks the signature and the checksum.
func download(dir string) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		return (&releases.LatestVersion{
			Product:     product.Terraform,
			Constraints: version.MustConstraints(version.NewConstraint(">= " + oldest + ", < 2.0.0")),
			InstallDir:  dir,
			Timeout:     5 * time.Minute,
		}).Install(ctx)
	}
}

// install compiles Terraform with the Go command; checksums come from Go's own database.
func install(dir string) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		cmd := exec.CommandContext(ctx, "go", "install", fromModule)
		cmd.Env = append(os.Environ(), "GOBIN="+dir, "CGO_ENABLED=0", "GOWORK=off")
		cmd.Stderr = os.Stderr
		if err := cmd.Run(); err != nil {
			return "", fmt.Errorf("go install: %w", err)
		}
		return exec.LookPath(filepath.Join(dir, "terraform"))
	}
}
