package guides

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var (
	ruleHeading = regexp.MustCompile(`(?m)^### (([A-Z]+)-[0-9]+): (.*)$`)
	ruleLink    = regexp.MustCompile(`\[([A-Z]+-[0-9]+)\]`)
	definition  = regexp.MustCompile(`(?m)^\[[A-Z]+-[0-9]+\]: .*$`)
)

// Anchors maps each rule id to the anchor of its heading in the guide of the rules, made as
// GitHub and the registry make it.
func Anchors(rulesGuide string) map[string]string {
	anchors := map[string]string{}
	for _, m := range ruleHeading.FindAllStringSubmatch(rulesGuide, -1) {
		anchors[m[1]] = anchor(m[1] + ": " + strings.ReplaceAll(m[3], `\`, ""))
	}
	return anchors
}

func anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		default:
			return -1
		}
	}, heading)
}

// Links renders the definitions of the rule links that a page uses, such as [GW-03]. A rule
// without a heading in the guide is an error.
func Links(page string, anchors map[string]string) (string, error) {
	var ids []string
	for _, m := range ruleLink.FindAllStringSubmatch(definition.ReplaceAllString(page, ""), -1) {
		if _, ok := anchors[m[1]]; !ok {
			return "", fmt.Errorf("the page names %s, which the guide of the rules does not have", m[1])
		}
		ids = append(ids, m[1])
	}
	slices.Sort(ids)
	var out strings.Builder
	for _, id := range slices.Compact(ids) {
		fmt.Fprintf(&out, "[%s]: rules.md#%s\n", id, anchors[id])
	}
	return out.String(), nil
}
