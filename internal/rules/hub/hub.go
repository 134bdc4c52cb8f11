// Package hub holds the rules about hubs, one in each file.
package hub

import "github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"

// Rules lists them in the order of their ids.
func Rules() []rule.Rule {
	return []rule.Rule{
		hub01, hub02, hub03, hub04, hub05, hub06, hub07, hub08, hub09, hub10,
		hub11, hub12, hub13, hub14, hub15, hub16, hub17, hub18,
	}
}
