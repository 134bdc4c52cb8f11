package gateway

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw01: gateway endpoints exist only for S3, DynamoDB and S3 Express.
var gw01 = rule.Rule{
	ID: "GW-01", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Gateway endpoints exist only for S3, DynamoDB and S3 Express",
	Why:    "AWS refuses the type Gateway for any other service. S3 Express directory buckets have an endpoint of their own, in some zones only; an S3 endpoint does not carry them.",
	Fix:    "Use vpc_endpoint_type Interface for this service.",
	Source: page.Gateway,
	Check:  checkGatewayService,
}

// expressKey and s3Key are the catalogue keys of the two kinds of buckets.
const (
	expressKey = "s3express"
	s3Key      = "s3"
)

// checkGatewayService looks at what gateway endpoints lead to. Where the type was left out,
// the fault is IF-16.
func checkGatewayService(c *rule.Case) {
	for _, e := range c.Of(catalog.Gateway) {
		if e.TypeOmitted || !c.Leads(e) || e.Service.IsAWS() && e.Service.Has(catalog.Gateway) {
			continue
		}
		right := fitting(e)
		c.Add(rule.Finding{
			Target: e.Key, At: e.Path("vpc_endpoint_type"),
			Detail: fmt.Sprintf("The endpoint leads to %s, which has no gateway endpoint, so AWS refuses it.", leads(e)),
			Fix:    fmt.Sprintf("Set vpc_endpoint_type = %q.", right),
		})
	}
	checkDirectoryBuckets(c)
}

// fitting is the type that suits what an endpoint leads to.
func fitting(e *plan.Endpoint) catalog.EndpointType {
	switch s := e.Service; {
	case s.Kind == plan.Lattice:
		return catalog.Resource
	case s.Kind == plan.Mesh:
		return catalog.ServiceNetwork
	case s.Endpoint != nil && s.Endpoint.ServiceType.Or("") == string(catalog.GatewayLoadBalancer):
		return catalog.GatewayLoadBalancer
	}
	return catalog.Interface
}

// leads says what an endpoint leads to.
func leads(e *plan.Endpoint) string {
	switch e.Service.Kind {
	case plan.Lattice:
		return "a resource configuration"
	case plan.Mesh:
		return "a service network"
	case plan.Own:
		return fmt.Sprintf("the endpoint service %q", e.Service.Label())
	case plan.AWS, plan.Undecided:
	}
	return e.Service.Label()
}

// checkDirectoryBuckets finds directory buckets that are to be reached where only the S3
// endpoint is there. Traffic may still have another way, so this is a warning.
func checkDirectoryBuckets(c *rule.Case) {
	general := ""
	for _, e := range c.Endpoints.Or(nil) {
		if !e.Gone() && e.Is(catalog.Gateway) && e.Service.Key == s3Key {
			general = e.Key
		}
	}
	if general == "" || !c.Settled("", "targets", c.Targets) {
		return
	}
	for _, t := range c.Targets.Or(nil) {
		switch {
		case t.Service == "" && !t.ARN.IsGiven():
			c.Later(t.Key, "the service of the target is not known yet")
		case t.Service != expressKey || t.Region.IsGiven() && t.Region.Or("") != c.Region.Code:
		case !c.Settled(t.Key, "region", t.Region) || hasExpress(c):
		default:
			c.Add(rule.Finding{
				Severity: rule.Warning, Target: t.Key, At: t.At,
				Detail: fmt.Sprintf("The target is a directory bucket of S3 Express. The S3 gateway endpoint %q does not carry it, because directory buckets have names and an endpoint of their own.", general),
				Fix:    fmt.Sprintf("Add a gateway endpoint for com.amazonaws.%s.s3express.", c.Region.Code),
			})
		}
	}
}

// hasExpress reports whether an endpoint for directory buckets is there. Where one may be, the
// rule waits.
func hasExpress(c *rule.Case) bool {
	all := slices.Concat(c.Endpoints.Or(nil), c.Existing.Or(nil))
	if slices.ContainsFunc(all, func(e *plan.Endpoint) bool { return !e.Gone() && e.Service.Key == expressKey }) {
		return true
	}
	for _, e := range all {
		if e.ServiceName.IsUnknown() && e.ResourceConfigurationARN.IsAbsent() && e.ServiceNetworkARN.IsAbsent() {
			c.Later(e.Key, "service_name is not known yet")
			return true
		}
	}
	return !c.Settled("", "existing_endpoints", c.Existing)
}
