// Command rule starts a new rule: its file, its cases, and its place in the family.
//
//	go -C tools run ./cmd/rule -root .. -family GW -title "A gateway endpoint must …"
//
// What it writes compiles and fails its tests, until the check and its cases are written.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

func main() {
	root := flag.String("root", ".", "root of the project")
	family := flag.String("family", "", "letters of the family, such as GW")
	title := flag.String("title", "", "the rule in one line, without a full stop")
	flag.Parse()
	files, err := start(*root, *family, *title)
	for _, file := range files {
		fmt.Println(file)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const rule = `package %[1]s

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// %[2]s: %[4]s.
var %[2]s = rule.Rule{
	ID: %[3]q, Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  %[5]q,
	Why:    "",
	Fix:    "",
	Source: "",
	Check:  check%[6]s,
}

// check%[6]s says what is wrong with a plan, or what keeps it from being judged.
func check%[6]s(c *rule.Case) {
	for range c.Judged() {
	}
}
`

const cases = `{"cases": [
  {"name": "right", "inputs": {"endpoints": {}}},
  {"name": "wrong", "inputs": {"endpoints": {}}, "findings": [{"target": "", "attribute": "", "detail": ""}]},
  {"name": "not checked", "inputs": {}, "not_checked": [{"target": "", "reason": "endpoints is not given"}]}
]}
`

// start writes the files of a new rule and names them.
func start(root, family, title string) ([]string, error) {
	if family == "" || title == "" || strings.HasSuffix(title, ".") {
		return nil, errors.New("a family and a title without a full stop are needed: make rule FAMILY=GW TITLE=\"…\"")
	}
	last, err := lastOf(root, strings.ToLower(family))
	if err != nil {
		return nil, err
	}
	folder := filepath.Dir(last)
	name := filepath.Base(folder)
	number, err := strconv.Atoi(strings.TrimSuffix(last[strings.LastIndex(last, "_")+1:], ".go"))
	if err != nil {
		return nil, fmt.Errorf("%s is not named after a rule: %w", last, err)
	}
	number++
	id := fmt.Sprintf("%s-%02d", strings.ToUpper(family), number)
	variable := fmt.Sprintf("%s%02d", strings.ToLower(family), number)
	exported := fmt.Sprintf("%s%02d", strings.ToUpper(family), number)
	files := []string{
		filepath.Join(folder, fmt.Sprintf("%s_%02d.go", strings.ToLower(family), number)),
		filepath.Join(folder, "testdata", id+".json"),
		filepath.Join(folder, name+".go"),
	}
	text := fmt.Sprintf(rule, name, variable, id, strings.ToLower(title[:1])+title[1:], title, exported)
	for file, content := range map[string]string{files[0]: text, files[1]: cases} {
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			return nil, err
		}
	}
	return files, enter(files[2], variable)
}

// lastOf finds the file of the family's last rule.
func lastOf(root, family string) (string, error) {
	files, err := filepath.Glob(filepath.Join(root, "internal", "rules", "*", family+"_[0-9]*.go"))
	if err != nil {
		return "", err
	}
	if len(files) == 0 {
		return "", fmt.Errorf("no rule begins with %s", strings.ToUpper(family))
	}
	slices.Sort(files)
	return files[len(files)-1], nil
}

var end = regexp.MustCompile(`,\n\t}\n}\n$`)

// enter puts the rule at the end of the family's list.
func enter(file, variable string) error {
	text, err := os.ReadFile(file) //nolint:gosec // a file of the project
	if err != nil {
		return err
	}
	if !end.Match(text) {
		return fmt.Errorf("%s does not end with the list of rules", file)
	}
	return os.WriteFile(file, end.ReplaceAll(text, []byte(", "+variable+",\n\t}\n}\n")), 0o644)
}
