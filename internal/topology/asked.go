package topology

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

// Asked is what a caller asks to be placed.
type Asked struct {
	Region                 string
	Services               []string
	Options                map[string]recommend.Option
	EndpointServices       map[string]recommend.EndpointService
	ResourceConfigurations map[string]recommend.ResourceConfiguration
	Own                    Own
	// MinimumAvailabilityZones is how many zones an endpoint should have; 0 means 2.
	MinimumAvailabilityZones int
}

// PlaceServices chooses subnets for the endpoints that some services have.
func (n *Network) PlaceServices(c *catalog.Catalog, q Asked) (*Placements, input.Errors) {
	wishes, report, errs := n.wishes(c, q)
	n.CheckZones(c, q.Region, &errs)
	if len(errs) > 0 {
		return nil, errs
	}
	out := n.Place(PlaceRequest{Wishes: wishes, MinimumAvailabilityZones: q.MinimumAvailabilityZones})
	out.Report.Merge(report)
	return out, nil
}

// wishes turns words for services into endpoints to place. A service that has an interface
// endpoint counts, also where a gateway endpoint would serve the VPC's own callers: whoever
// asks where to place S3 means its interface endpoint.
func (n *Network) wishes(c *catalog.Catalog, q Asked) ([]Wish, rules.Report, input.Errors) {
	if len(q.Services) == 0 && len(q.EndpointServices) == 0 && len(q.ResourceConfigurations) == 0 {
		var errs input.Errors
		errs.Add(input.At("services"), "Nothing is asked for: name at least one service, endpoint service or resource configuration.")
		return nil, rules.Report{}, errs
	}
	result, errs := recommend.Recommend(c, recommend.Request{
		Region: q.Region, Services: q.Services, Options: q.Options,
		EndpointServices: q.EndpointServices, ResourceConfigurations: q.ResourceConfigurations,
		Callers: []string{recommend.CallerVPC, recommend.CallerOnPremises},
	})
	if len(errs) > 0 {
		return nil, rules.Report{}, errs
	}
	report := withoutSubnets(result)
	wishes := n.WishesOf(c, q.Region, result, q.Own)
	asked := askedTypes(c, q, result)
	for i := range wishes {
		wishes[i].IPAddressType = asked[wishes[i].Key]
	}
	return wishes, report, nil
}

// withoutSubnets says of which services nothing is placed, and why.
func withoutSubnets(result *recommend.Result) rules.Report {
	var report rules.Report
	for _, key := range sortedKeys(result.Recommendations) {
		rec := result.Recommendations[key]
		rule, reason := "", ""
		if rec.Decision == recommend.UseGateway {
			rule, reason = "GW-11", "It has a gateway endpoint only, which takes no subnets."
		}
		for _, rejected := range rec.Rejected {
			if rec.Decision == recommend.UseNone && (rule == "" || rejected.Type != catalog.Gateway) {
				rule, reason = rejected.Rule, rejected.Reason
			}
		}
		if rule != "" {
			report.Remind(rules.Finding{
				Rule: rule, Target: key, Attribute: "services",
				Detail: fmt.Sprintf("Nothing is placed for %q. %s", key, reason),
			})
		}
	}
	return report
}

// askedTypes returns the address types that options ask for, by endpoint key.
func askedTypes(c *catalog.Catalog, q Asked, result *recommend.Result) map[string]string {
	out := map[string]string{}
	for _, word := range sortedKeys(q.Options) {
		option := q.Options[word]
		if option.IPAddressType == "" {
			continue
		}
		names := []string{word}
		if refs, err := c.Resolve(word); err == nil {
			names = names[:0]
			for _, ref := range refs {
				name, region := ref.Key, ref.Region
				if option.ServiceRegion != "" {
					region = option.ServiceRegion
				}
				if region != "" && region != q.Region {
					name += "@" + region
				}
				names = append(names, name)
			}
		}
		for _, name := range names {
			if rec, ok := result.Recommendations[name]; ok {
				for _, key := range rec.Endpoints {
					out[key] = option.IPAddressType
				}
			}
		}
	}
	return out
}
