package region

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg27: where FIPS is required the FIPS variant must be used.
var reg27 = rule.Rule{
	ID: "REG-27", Severity: rule.Error, Policy: true, Needs: []string{"endpoints"},
	Title:  "Where FIPS is required the FIPS variant must be used",
	Why:    "The FIPS variant of a service has a service name of its own, in some Regions only. The ordinary endpoint does not meet the requirement.",
	Fix:    "Use the FIPS variant that the catalogue names; where there is none, drop the service or take it out of the requirement.",
	Source: page.Services,
	Check:  checkFIPS,
}

// checkFIPS judges every endpoint for a service of AWS where FIPS is required.
func checkFIPS(c *rule.Case) {
	required := c.Stated.RequireFIPS
	if !c.Settled("", "require_fips", required) || !required.Or(false) {
		return
	}
	for _, e := range c.Judged() {
		if c.AWS(e) {
			judgeFIPS(c, e)
		}
	}
}

// judgeFIPS judges one endpoint. A gateway endpoint routes addresses, so that there the host
// name which callers use decides.
func judgeFIPS(c *rule.Case, e *plan.Endpoint) {
	s := e.Service.Entry
	switch {
	case s.FIPSOf != "" || !c.Settled(e.Key, "vpc_endpoint_type", e.Type):
	case e.Is(catalog.Gateway) && e.Service.Has(catalog.Gateway):
		c.Remind(e.Key, e.Path("service_name"), "FIPS is required, and a gateway endpoint carries requests to either host: let the callers use the FIPS host names of %s.", s.Name)
	case s.FIPSVariant == "":
		c.Fault(e.Key, e.Path("service_name"), "FIPS is required, and no FIPS endpoint of %s is known.", s.Name)
	default:
		judgeVariant(c, e)
	}
}

// judgeVariant reports an endpoint in whose place there may be one of the FIPS variant.
func judgeVariant(c *rule.Case, e *plan.Endpoint) {
	s, region := e.Service.Entry, e.HomeRegion().Or(c.Region.Code)
	offer, ok := c.Catalog.Offer(s.FIPSVariant, region, catalog.Interface)
	f := rule.Finding{Target: e.Key, At: e.Path("service_name")}
	switch {
	case !ok || offer.Availability == catalog.NotOffered:
		f.Detail = fmt.Sprintf("FIPS is required, and %s, the FIPS variant of %s, is not offered in %s.", s.FIPSVariant, s.Key, region)
		f.Fix = "Drop the service, or take it out of the requirement."
	default:
		f.Detail = fmt.Sprintf("FIPS is required, and this is the ordinary endpoint of %s; its FIPS variant is %s.", s.Key, s.FIPSVariant)
		f.Fix = fmt.Sprintf("Set service_name to %q.", offer.ServiceName)
	}
	c.Add(f)
}
