package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/hashicorp/go-version"
)

// oldest is the first version line with provider functions, in Terraform and in OpenTofu.
const oldest = "1.8.0"

// wanted says which of the two programs is accepted.
type wanted string

const (
	either    wanted = "any"
	terraform wanted = "terraform"
	tofu      wanted = "tofu"
)

// refuses says why a program is not accepted; empty if it is.
func (w wanted) refuses(p program) string {
	switch {
	case w == terraform && p.tofu:
		return "is OpenTofu, and only Terraform can do this"
	case w == tofu && !p.tofu:
		return "is Terraform, and OpenTofu is asked for"
	}
	return ""
}

// source is one way to come by a program.
type source struct {
	// name is what the log calls it.
	name string
	// final stops the search when this source fails: the user asked for exactly it.
	final bool
	// get returns the program's path.
	get func(context.Context) (string, error)
}

// program is a Terraform or OpenTofu that can be run.
type program struct {
	path    string
	version *version.Version
	tofu    bool
}

// errNone means that no source gave a program that can be used.
var errNone = errors.New("no Terraform or OpenTofu " + oldest + " or newer could be had")

// search is what find needs: where to look, what is accepted, and how to look at it.
type search struct {
	sources []source
	product wanted
	inspect func(ctx context.Context, path string) (program, error)
	log     io.Writer
}

// find asks the sources in order and returns the first program that can be used.
func (s search) find(ctx context.Context) (program, error) {
	for _, from := range s.sources {
		found, err := s.try(ctx, from)
		if err == nil {
			fmt.Fprintf(s.log, "terraform: %s: %s (%s)\n", from.name, found.path, found.version)
			return found, nil
		}
		fmt.Fprintf(s.log, "terraform: %s: %v\n", from.name, err)
		if from.final {
			return program{}, fmt.Errorf("%w: %s: %w", errNone, from.name, err)
		}
	}
	return program{}, errNone
}

// try gets one source's program and refuses what cannot run this provider.
func (s search) try(ctx context.Context, from source) (program, error) {
	path, err := from.get(ctx)
	if err != nil {
		return program{}, err
	}
	found, err := s.inspect(ctx, path)
	switch {
	case err != nil:
		return program{}, err
	case s.product.refuses(found) != "":
		return program{}, fmt.Errorf("%s %s", path, s.product.refuses(found))
	case found.version.LessThan(version.Must(version.NewVersion(oldest))):
		return program{}, fmt.Errorf("%s is version %s, older than %s", path, found.version, oldest)
	}
	return found, nil
}

// inspect runs the program to learn what it is.
func inspect(ctx context.Context, path string) (program, error) {
	cmd := exec.CommandContext(ctx, path, "version", "-json")
	// Else the program asks the network for newer versions of itself, and warns in front
	// of its answer about a CLI configuration that is not there.
	cmd.Env = append(os.Environ(), "CHECKPOINT_DISABLE=1", "TF_CLI_CONFIG_FILE="+os.DevNull)
	answer, err := cmd.Output()
	if err != nil {
		return program{}, fmt.Errorf("%s version: %w", path, err)
	}
	var said struct {
		Version string `json:"terraform_version"`
	}
	if err := json.Unmarshal(answer, &said); err != nil {
		return program{}, fmt.Errorf("%s version -json: %w", path, err)
	}
	v, err := version.NewVersion(said.Version)
	if err != nil {
		return program{}, fmt.Errorf("%s version -json: %w", path, err)
	}
	name := strings.TrimSuffix(filepath.Base(path), ".exe")
	return program{path: path, version: v, tofu: name == "tofu"}, nil
}

// save writes the answer for the make targets: the path, and the provider's address in
// the environment of acceptance tests, where OpenTofu has a registry host of its own.
func (p program) save(dir string) error {
	environment := "TF_ACC_PROVIDER_NAMESPACE=vpce-tools"
	if p.tofu {
		environment += " TF_ACC_PROVIDER_HOST=registry.opentofu.org"
	}
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "terraform.path"), []byte(p.path+"\n"), 0o600),
		os.WriteFile(filepath.Join(dir, "terraform.env"), []byte(environment+"\n"), 0o600),
	)
}
