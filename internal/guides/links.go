package guides

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/handbook"
)

var (
	ruleHeading = regexp.MustCompile(`(?m)^## (([A-Z]+)-[0-9]+): (.*)$`)
	ruleLink    = regexp.MustCompile(`\[([A-Z]+-[0-9]+)\](?:[^(]|$)`)
	definition  = regexp.MustCompile(`(?m)^\[[A-Z]+-[0-9]+\]: .*$`)
)

// Anchors maps each rule id to the page and the anchor of its heading.
func Anchors(pages map[string]string) map[string]string {
	anchors := map[string]string{}
	for name, page := range pages {
		for _, m := range ruleHeading.FindAllStringSubmatch(page, -1) {
			anchors[m[1]] = name + "#" + handbook.Anchor(m[1]+": "+strings.ReplaceAll(m[3], `\`, ""))
		}
	}
	return anchors
}

// Links renders the definitions of the rule links that a page uses, such as [GW-03]. A rule
// without a heading on a page is an error.
func Links(page string, anchors map[string]string) (string, error) {
	var ids []string
	for _, m := range ruleLink.FindAllStringSubmatch(definition.ReplaceAllString(page, ""), -1) {
		if _, ok := anchors[m[1]]; !ok {
			return "", fmt.Errorf("the page names %s, which the pages of the rules do not have", m[1])
		}
		ids = append(ids, m[1])
	}
	slices.Sort(ids)
	var out strings.Builder
	for _, id := range slices.Compact(ids) {
		fmt.Fprintf(&out, "[%s]: %s\n", id, anchors[id])
	}
	return out.String(), nil
}
