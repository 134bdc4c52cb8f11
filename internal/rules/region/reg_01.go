package region

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg01: A service name of another Region needs service_region.
var reg01 = rule.Rule{
	ID: "REG-01", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A service name of another Region needs service_region",
	Why:    "An endpoint lives in the Region of its VPC and looks for the service there. A name that carries another Region is refused as a service that does not exist.",
	Fix:    "Name the service of the VPC's own Region, or set service_region to the Region in the name.",
	Source: page.CreateEndpointAPI,
	Check:  checkNamedRegion,
}

// checkNamedRegion compares the Region in a service name, or that of the endpoint service,
// with the Region in which the endpoint looks for it.
func checkNamedRegion(c *rule.Case) {
	for _, e := range c.Judged() {
		in, said := e.Service.Name.Region, "service_name carries"
		if s := e.Service.Endpoint; in == "" && s != nil && e.Service.Kind == plan.Own {
			if !c.Need(e.Key, "the Region of the endpoint service", s.Region) {
				continue
			}
			in, said = s.Region.Or(""), "the endpoint service is in"
		}
		switch {
		case in == "" && e.ServiceName.IsGiven(): // a name without a Region
		case in == "":
			c.Leads(e)
		case fixedRegion(c.Catalog, e.Service.Entry) == "": // else it is REG-18
			judgeNamedRegion(c, e, in, said)
		}
	}
}

// judgeNamedRegion judges one endpoint whose service is in a Region that something names.
func judgeNamedRegion(c *rule.Case, e *plan.Endpoint, in, said string) {
	here, known := regionOf(c, e.Key, "region", e.Region)
	if !known || !c.Settled(e.Key, "service_region", e.ServiceRegion) {
		return
	}
	home := e.HomeRegion().Or("")
	if home == in || abroad(c, here, in) || abroad(c, here, home) {
		return // another partition is REG-05
	}
	f := rule.Finding{
		Target: e.Key, At: e.Path("service_name"),
		Detail: fmt.Sprintf("The endpoint is in %s, %s %s, and service_region is not set, so AWS looks for the service in %s and does not find it.", here.Code, said, in, here.Code),
		Fix:    fmt.Sprintf("Set service_region to %q, or use the service of %s.", in, here.Code),
	}
	if e.ServiceRegion.IsGiven() {
		f.At = e.Path("service_region")
		f.Detail = fmt.Sprintf("service_region is %s and %s %s, so AWS looks for the service in %s and does not find it.", home, said, in, home)
	}
	if offer, ok := c.Catalog.Offer(e.Service.Key, in, catalog.Interface); e.Service.IsAWS() && (!ok || offer.CrossRegion == nil || !*offer.CrossRegion) {
		f.Fix = fmt.Sprintf("Use the name of the service in %s; AWS does not list the service for access from other Regions.", here.Code)
	}
	c.Add(f)
}

// abroad reports whether a Region is in another partition.
func abroad(c *rule.Case, here catalog.Region, code string) bool {
	there, known := c.Catalog.Region(code)
	return known && there.Partition != here.Partition
}
