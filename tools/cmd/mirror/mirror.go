package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// hosts are the registries whose name Terraform and OpenTofu put before "vpce-tools/vpce".
func hosts() []string { return []string{"registry.terraform.io", "registry.opentofu.org"} }

// install copies the provider below the root, once for each registry host.
func install(binary, root, version, platform string) error {
	if slices.Contains([]string{binary, root, version, platform}, "") {
		return errors.New("-binary, -root, -version and -platform must be given")
	}
	name := "terraform-provider-vpce_v" + version
	if strings.HasPrefix(platform, "windows_") {
		name += ".exe"
	}
	for _, host := range hosts() {
		dir := filepath.Join(root, host, "vpce-tools", "vpce", version, platform)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		if err := replace(filepath.Join(dir, name), binary); err != nil {
			return err
		}
	}
	return nil
}

// replace puts a copy of source at target. The old file is removed, not overwritten,
// because a running provider may still be using it.
func replace(target, source string) (err error) {
	in, err := os.Open(source)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := os.Remove(target); err != nil && !os.IsNotExist(err) {
		return err
	}
	out, err := os.OpenFile(target, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if closed := out.Close(); err == nil {
		err = closed
	}
	return err
}

// writeConfig writes a CLI configuration that reads the providers of the mirrors from
// disk and asks the registries for the rest. An empty mirror name is left out.
func writeConfig(path string, mirrors ...string) error {
	var b strings.Builder
	var local []string
	b.WriteString("provider_installation {\n")
	for _, mirror := range mirrors {
		if mirror == "" {
			continue
		}
		absolute, err := filepath.Abs(mirror)
		if err != nil {
			return err
		}
		providers, err := providersIn(absolute)
		if err != nil {
			return err
		}
		if len(providers) == 0 {
			return fmt.Errorf("%s holds no provider: want %s", absolute, filepath.Join("<host>", "<namespace>", "<name>"))
		}
		local = append(local, providers...)
		fmt.Fprintf(&b, "  filesystem_mirror {\n    path    = %s\n    include = [%s]\n  }\n", quote(absolute), quoteAll(providers))
	}
	fmt.Fprintf(&b, "  direct {\n    exclude = [%s]\n  }\n}\n", quoteAll(local))
	return os.WriteFile(path, []byte(b.String()), 0o600)
}

// providersIn lists the source addresses of the providers in a mirror, sorted.
func providersIn(root string) ([]string, error) {
	found, err := filepath.Glob(filepath.Join(escapeGlob(root), "*.*", "*", "*"))
	if err != nil {
		return nil, err
	}
	var out []string
	for _, dir := range found {
		info, err := os.Stat(dir)
		if err != nil {
			return nil, err
		}
		address, err := filepath.Rel(root, dir)
		if err != nil {
			return nil, err
		}
		if info.IsDir() {
			out = append(out, filepath.ToSlash(address))
		}
	}
	return out, nil
}

// escapeGlob makes a directory's name stand for itself in a glob pattern.
func escapeGlob(path string) string {
	return strings.NewReplacer(`*`, `[*]`, `?`, `[?]`, `[`, `[[]`).Replace(path)
}

// quote writes a string as the configuration language wants it: as Go does, but with
// the openings of its templates doubled.
func quote(s string) string {
	return strings.NewReplacer("${", "$${", "%{", "%%{").Replace(strconv.Quote(s))
}

func quoteAll(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = quote(s)
	}
	return strings.Join(quoted, ", ")
}
