// Package cost holds the rules about cost, one in each file.
package cost

import "github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"

// Rules lists them in the order of their ids.
func Rules() []rule.Rule {
	return []rule.Rule{
		cost01, cost02, cost03, cost04, cost05, cost06, cost07, cost08, cost09, cost10,
		cost11,
	}
}
