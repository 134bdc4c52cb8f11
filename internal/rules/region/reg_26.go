package region

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg26: clients should call the Regional name of STS.
var reg26 = rule.Rule{
	ID: "REG-26", Severity: rule.Warning, Needs: []string{"endpoints"},
	Title:  "Clients should call the Regional name of STS",
	Why:    "Calls to the global STS name miss the endpoint, and fail where there is no other way out.",
	Fix:    "Set AWS_STS_REGIONAL_ENDPOINTS to regional, or use an SDK version that does so by default.",
	Source: page.EKS,
	Check:  checkRegionalSTS,
}

// checkRegionalSTS reminds of the name that SDKs must call, which no configuration shows.
func checkRegionalSTS(c *rule.Case) {
	for _, e := range c.Judged() {
		switch {
		case e.Service.Kind == plan.Undecided:
			c.Settled(e.Key, "service_name", e.ServiceName)
		case e.Service.Key == "sts" || e.Service.Key == "sts-fips":
			c.Remind(e.Key, e.Path("service_name"), "The endpoint answers the Regional name of STS only; SDKs that call the global sts.amazonaws.com miss it.")
		}
	}
}
