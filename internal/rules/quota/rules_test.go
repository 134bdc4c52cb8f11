package quota_test

import (
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/ruletest"
)

func TestCases(t *testing.T) {
	t.Parallel()
	ruletest.Run(t, quota.Rules())
}
