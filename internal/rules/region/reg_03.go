package region

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// reg03: the AWS service must be offered across Regions.
var reg03 = rule.Rule{
	ID: "REG-03", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "The AWS service must be offered across Regions",
	Why:    "AWS opens only a published list of its own services to other Regions. Any other name with a foreign service_region is refused as invalid. The list grows, so the facts about it carry a date.",
	Fix:    "Use an endpoint in the service's own Region and reach it through peering or a transit gateway, or leave this traffic on a NAT gateway. If AWS has added the service since, say so in an overlay of the facts.",
	Source: page.CrossRegion,
	Check:  checkOfferedAcross,
}

// checkOfferedAcross asks of each service of AWS in another Region whether AWS opens it there.
// What is wrong with the name or its Region already is left to the rules about that.
func checkOfferedAcross(c *rule.Case) {
	for _, x := range interfaces(c) {
		if !c.AWS(x.Endpoint) || x.nameDisagrees() || fixedRegion(c.Catalog, x.Service.Entry) != "" {
			continue
		}
		offer, ok := x.offer(c)
		switch {
		case !ok || offer.Availability == catalog.NotOffered: // REG-17, REG-22
		case offer.CrossRegion == nil:
			c.Missing(x.Key, "whether AWS offers %s to other Regions is not known", x.Service.Key)
		case !*offer.CrossRegion:
			c.Fault(x.Key, x.Path("service_region"), "The endpoint in %s is for %s in %s, which AWS does not list for access from other Regions (state of %s; describe-vpc-endpoint-services --service-region is the authority).",
				x.here.Code, x.Service.Key, x.home.Code, c.Catalog.AsOf())
		}
	}
}
