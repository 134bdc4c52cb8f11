// Package dependency holds the rules about services that need each other, one in each file.
package dependency

import "github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"

// Rules lists them in the order of their ids.
func Rules() []rule.Rule {
	return []rule.Rule{
		dep01, dep02, dep03, dep04, dep05, dep06, dep07, dep08,
	}
}
