// Package placement holds the rules about interface endpoints and their subnets, one in each file.
package placement

import "github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"

// Rules lists them in the order of their ids.
func Rules() []rule.Rule {
	return []rule.Rule{
		if01, if02, if03, if04, if05, if06, if07, if08, if09, if10,
		if11, if12, if13, if14, if15, if16,
	}
}
