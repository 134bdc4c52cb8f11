package securitygroup_test

import (
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/ruletest"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/securitygroup"
)

func TestCases(t *testing.T) {
	t.Parallel()
	ruletest.Run(t, securitygroup.Rules())
}
