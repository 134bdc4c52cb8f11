package dependency

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dep02: dual-stack ECR endpoints need a dual-stack S3 endpoint.
var dep02 = rule.Rule{
	ID: "DEP-02", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Dual-stack ECR endpoints need a dual-stack S3 endpoint",
	Why:    "The layers then come from the dual-stack name of S3, which an IPv4 endpoint does not serve.",
	Fix:    "Set ip_address_type of the S3 endpoint to dualstack.",
	Source: page.ECR,
	Check:  checkDualStack,
}

// checkDualStack compares the ECR endpoints of each Region with the S3 endpoints that serve
// the same VPC.
func checkDualStack(c *rule.Case) {
	s := stockOf(c)
	if s == nil {
		return
	}
	told := map[*plan.Endpoint]bool{}
	for _, e := range s.judged {
		if !isRegistry(of(e).key) || e.IPAddressType.Or("") == "ipv4" {
			continue
		}
		buckets := name{"s3", of(e).region}
		store, elsewhere := s.serving(buckets, scopeOf(e))
		served, open := dualStack(store)
		switch {
		case served:
		case e.IPAddressType.IsUnknown():
			c.Later(e.Key, "ip_address_type is not known yet")
		case open:
			c.Later(e.Key, "the ip_address_type of the S3 endpoint is not known yet")
		case elsewhere:
			c.Later(e.Key, "the VPC of an S3 endpoint is not known yet")
		case len(store) == 0 || s.later != "":
			s.unseen(e, buckets)
		case !told[store[0]]:
			told[store[0]] = true
			s.judgeStore(e, store[0])
		}
	}
}

// unseen says that nobody shows the S3 endpoint of an ECR endpoint. Where there is none at
// all, that is DEP-01.
func (s *stock) unseen(e *plan.Endpoint, buckets name) {
	switch {
	case s.later != "":
		s.Later(e.Key, "%s", s.later)
	case s.Existing.IsAbsent() && !s.told:
		s.told = true
		s.Missing("", "existing_endpoints is not given, so the S3 endpoint is not seen")
	case s.Existing.IsGiven() && s.wished(buckets):
		s.Missing(e.Key, "neither endpoints nor existing_endpoints has the S3 endpoint that services names")
	}
}

// dualStack reports whether an endpoint takes IPv6, or may.
func dualStack(endpoints []*plan.Endpoint) (yes, open bool) {
	for _, e := range endpoints {
		yes = yes || e.IPAddressType.IsGiven() && e.IPAddressType.Or("") != "ipv4"
		open = open || e.IPAddressType.IsUnknown()
	}
	return yes, open
}

// judgeStore speaks about the S3 endpoint, or about the ECR endpoint if that of S3 is another
// stack's.
func (s *stock) judgeStore(e, store *plan.Endpoint) {
	f := rule.Finding{
		Target: store.Key, At: store.Path("ip_address_type"),
		Detail: fmt.Sprintf("The S3 endpoint %q takes IPv4 only, and the ECR endpoint %q is %s: the layers then come from the dual-stack name of S3.", store.Key, e.Key, e.IPAddressType.Or("")),
	}
	if !store.Listed {
		f.Target, f.At = e.Key, e.Path("ip_address_type")
		f.Fix = "Set ip_address_type of the S3 endpoint to dualstack where it is made, or that of the ECR endpoints to ipv4."
	}
	s.Add(f)
}
