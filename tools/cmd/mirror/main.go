// Command mirror puts a built provider where Terraform and OpenTofu look for providers
// on disk: <root>/<registry host>/vpce-tools/vpce/<version>/<platform>/.
//
// With -config it also writes a CLI configuration that takes every provider found in
// the root, and in the mirror named by -also, from disk and all others from their
// registries. Used through TF_CLI_CONFIG_FILE it leaves the user's own untouched.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	binary := flag.String("binary", "", "the built provider")
	version := flag.String("version", "", "version to install it as")
	platform := flag.String("platform", "", "operating system and architecture, such as linux_amd64")
	root := flag.String("root", "", "directory of the mirror")
	also := flag.String("also", "", "another mirror to read from; may be empty")
	config := flag.String("config", "", "CLI configuration to write; may be empty")
	flag.Parse()

	err := install(*binary, *root, *version, *platform)
	if err == nil && *config != "" {
		err = writeConfig(*config, *root, *also)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "mirror:", err)
		os.Exit(1)
	}
}
