// Package lattice holds the rules about resource, service-network and tunnel endpoints, one in each file.
package lattice

import "github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"

// Rules lists them in the order of their ids.
func Rules() []rule.Rule {
	return []rule.Rule{
		lat01, lat02, lat03, lat04, lat05, lat06, lat07, lat08, lat09,
	}
}
