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

const (
	// terraformModule is the newest Terraform whose Go module has no replace lines, so that
	// "go install" accepts it.
	terraformModule = "github.com/hashicorp/terraform@v1.8.5"
	// tofuModule is an OpenTofu whose module has none either.
	tofuModule = "github.com/opentofu/opentofu/cmd/tofu@v1.12.6"
)

// sources lists the ways to a program, cheapest first; what is fetched goes into dir.
func sources(dir string, product wanted) []source {
	var all []source
	if path := os.Getenv("TF_ACC_TERRAFORM_PATH"); path != "" {
		all = append(all, source{"TF_ACC_TERRAFORM_PATH", product == either, func(context.Context) (string, error) { return path, nil }})
	}
	if product == tofu {
		return append(all,
			source{"tofu in PATH", false, inPath("tofu")},
			source{"fetched earlier", false, inPath(filepath.Join(dir, "tofu"))},
			source{"go install " + tofuModule + " (takes minutes)", false, install(dir, "tofu", tofuModule)},
		)
	}
	all = append(all, source{"terraform in PATH", false, inPath("terraform")})
	if product == either {
		all = append(all, source{"tofu in PATH", false, inPath("tofu")})
	}
	return append(all,
		source{"fetched earlier", false, inPath(filepath.Join(dir, "terraform"))},
		source{"download of the newest 1.x release", false, download(dir)},
		source{"go install " + terraformModule + " (takes minutes)", false, install(dir, "terraform", terraformModule)},
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

// install compiles a program with the Go command; checksums come from Go's own database.
func install(dir, name, module string) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		cmd := exec.CommandContext(ctx, "go", "install", module)
		cmd.Env = append(os.Environ(), "GOBIN="+dir, "CGO_ENABLED=0", "GOWORK=off")
		cmd.Stderr = os.Stderr
		if err := cmd.Run(); err != nil {
			return "", fmt.Errorf("go install: %w", err)
		}
		return exec.LookPath(filepath.Join(dir, name))
	}
}
