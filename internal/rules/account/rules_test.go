package account_test

import (
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/account"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/ruletest"
)

func TestCases(t *testing.T) {
	t.Parallel()
	ruletest.Run(t, account.Rules())
}
