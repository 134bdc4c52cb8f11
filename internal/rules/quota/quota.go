// Package quota holds the rules about quotas, one in each file.
package quota

import "github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"

// Rules lists them in the order of their ids.
func Rules() []rule.Rule {
	return []rule.Rule{
		quo01, quo02, quo03, quo04, quo05, quo06, quo07, quo08, quo09, quo10,
		quo11, quo12, quo13,
	}
}
