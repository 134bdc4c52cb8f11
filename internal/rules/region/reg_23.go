package region

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg23: A service without any endpoint needs another network path.
var reg23 = rule.Rule{
	ID: "REG-23", Severity: rule.Error,
	Title:  "A service without any endpoint needs another network path",
	Why:    "AWS offers no VPC endpoint for this service, so a subnet without a way out cannot reach it.",
	Fix:    "Give its callers a NAT gateway or a proxy, or use the alternative that the catalogue names.",
	Source: page.Services,
	Check:  checkNoEndpoint,
}

// checkNoEndpoint finds services that are wanted and have no endpoint in any Region.
func checkNoEndpoint(c *rule.Case) {
	if !c.Settled("", "services", c.Wishes) {
		return
	}
	seen := map[string]bool{}
	for _, w := range c.Wishes.Or(nil) {
		s := w.Entry
		if len(s.Types) > 0 || s.Lifecycle == "retired" || seen[s.Key] {
			continue
		}
		seen[s.Key] = true
		switch s.Reach {
		case "in-vpc":
			c.Remind(w.Word, w.At, "%s has addresses inside the VPC already, so it needs no endpoint. %s", s.Name, s.Alternative)
		case "service-managed":
			c.Remind(w.Word, w.At, "The endpoints of %s are made through the service's own API. %s", s.Name, s.Alternative)
		case "public-only":
			judgeNoEndpoint(c, w, fmt.Sprintf("%s is reached through public addresses only. Instead: %s", s.Name, s.Alternative))
		default:
			judgeNoEndpoint(c, w, fmt.Sprintf("AWS offers no VPC endpoint for %s. Instead: %s", s.Name, s.Alternative))
		}
	}
}

// judgeNoEndpoint weighs a service that no endpoint serves by the way out that its callers have.
func judgeNoEndpoint(c *rule.Case, w plan.Wish, detail string) {
	if !strings.HasSuffix(detail, ".") {
		detail += "."
	}
	out := clientEgress(c)
	switch {
	case len(out.without) > 0:
		c.Fault(w.Word, w.At, "%s The client subnets %s have no default route, so nothing carries it.", detail, quoted(out.without))
	case out.open != "":
		out.say(c, w.Word, detail+" Whether its callers have a way out is not known")
	default:
		c.Remind(w.Word, w.At, "%s Its traffic leaves through the default route.", detail)
	}
}
