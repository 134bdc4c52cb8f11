package config

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// tf01: an association must be written in one place only.
var tf01 = rule.Rule{
	ID: "TF-01", Severity: rule.Error, Needs: []string{"endpoints", "endpoint_associations"},
	Title:  "An association must be written in one place only",
	Why:    "A route table, subnet or security group that stands both in the endpoint and in an association resource is added by one and removed by the other in turn.",
	Fix:    "Keep either the inline argument or the association resources.",
	Source: page.EndpointResource,
	Check:  checkOnePlace,
}

// checkOnePlace compares the arguments of each endpoint with the association resources. Only
// configuration shows who attached what: the sets of an endpoint that exists hold both.
func checkOnePlace(c *rule.Case) {
	inline := withInline(c)
	if len(inline) == 0 || !c.Need("", "endpoint_associations ({} says that there are none)", c.Associations) {
		return
	}
	told := map[*plan.Endpoint]bool{}
	for _, a := range c.Associations.Or(nil) {
		k, known := kindOf(a)
		switch {
		case !known && a.PrivateDNS.IsGiven(): // a resource for private DNS, which attaches nothing
		case !known:
			if a.Open || inline[a.Endpoint] {
				c.Later(a.Key, "what the association attaches is not known yet")
			}
		case a.Open:
			c.Later(a.Key, "the endpoint of the association is not known yet")
		case a.Endpoint == nil:
			skipStray(c, a, k, inline)
		case !inline[a.Endpoint]:
		case a.Endpoint.ID.IsGiven():
			if !told[a.Endpoint] && len(k.refs(a.Endpoint).Items) > 0 {
				c.Missing(a.Endpoint.Key, "the endpoint exists, and its %s also hold what association resources attach; give it as configuration, without its id", k.attribute)
				told[a.Endpoint] = true
			}
		default:
			judgePlaces(c, a, k)
		}
	}
}

// withInline are the judged endpoints that attach something by their own arguments, or may.
func withInline(c *rule.Case) map[*plan.Endpoint]bool {
	out := map[*plan.Endpoint]bool{}
	for _, e := range c.Judged() {
		for _, k := range kinds() {
			if refs := k.refs(e); len(refs.Items) > 0 || refs.Open {
				out[e] = true
			}
		}
	}
	return out
}

// judgePlaces judges one association of an endpoint that is configuration.
func judgePlaces(c *rule.Case, a plan.Association, k kind) {
	e, refs := a.Endpoint, k.refs(a.Endpoint)
	name := k.name(c.Plan, k.item(a))
	switch {
	case slices.Contains(refs.Items, k.item(a)):
		c.Fault(e.Key, a.At, "The %s %q stands in %s of the endpoint %q and in this association resource too. They take it off and put it on again in turn.", k.word, name, k.attribute, e.Key)
	case refs.Open:
		c.Later(e.Key, "%s is not known yet", k.attribute)
	case len(refs.Items) > 0:
		c.Add(rule.Finding{
			Severity: rule.Warning, Target: e.Key, At: a.At,
			Detail: fmt.Sprintf("The endpoint %q has %s of its own, without the %s %q that this association resource attaches. The next apply of the endpoint takes it off.", e.Key, k.attribute, k.word, name),
		})
	}
}

// skipStray says that an association may be about an endpoint whose id is not given.
func skipStray(c *rule.Case, a plan.Association, k kind, inline map[*plan.Endpoint]bool) {
	for e := range inline {
		if refs := k.refs(e); !e.ID.IsGiven() && (slices.Contains(refs.Items, k.item(a)) || refs.Open) {
			c.Missing(a.Key, "no endpoint is given under the id %s; name it by its key, with endpoint", a.EndpointID.Or(""))
			return
		}
	}
}
