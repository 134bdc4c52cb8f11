package gateway

import (
	"net/netip"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/policytext"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// sourceIP and vpcSourceIP are the condition keys for the address of a caller, from the internet
// and from a VPC.
const (
	sourceIP    = "aws:sourceip"
	vpcSourceIP = "aws:vpcsourceip"
)

// originKeys are the condition keys that requests through endpoints have, and no others.
var originKeys = []string{
	"aws:sourcevpce", "aws:sourcevpc", "aws:sourcevpcarn", vpcSourceIP, "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths",
}

// requests are the facts about the requests that the service gets through a gateway endpoint.
func requests(c *rule.Case, e *plan.Endpoint) policytext.Facts {
	f := policytext.Direct()
	f[sourceIP] = policytext.Absent()
	f["aws:sourcevpce"] = said(e.ID, "vpce-0f0e0d0c0b0a09080", "id of the endpoint")
	f["aws:sourcevpc"] = said(e.VPCID, "vpc-0f0e0d0c0b0a09080", "id of the endpoint's VPC")
	account := c.AccountOf(e)
	f["aws:vpceaccount"] = said(account, "999999999990", "account of the endpoint")
	f["aws:sourcevpcarn"] = arnOf(c, e, account)
	f["aws:vpceorgid"] = policytext.Some("o-f0e0d0c0b0", "the organisation of the endpoint's account is not known", false)
	f["aws:vpceorgpaths"] = policytext.Some("o-f0e0d0c0b0/r-f0e0/", "the organisation of the endpoint's account is not known", false)
	f[vpcSourceIP] = addresses(c, e)
	return f
}

// said is the fact about an id: the id itself, or that it is missing.
func said(id plan.Text, example, name string) policytext.Fact {
	text, given := id.Get()
	switch {
	case given:
		return policytext.Exactly(text)
	case id.IsUnknown():
		return policytext.Some(example, "the "+name+" is not known yet", true)
	}
	return policytext.Some(example, "the "+name+" is not given", false)
}

// arnOf is the fact about the ARN of an endpoint's VPC.
func arnOf(c *rule.Case, e *plan.Endpoint, account plan.Text) policytext.Fact {
	vpc, given := e.VPCID.Get()
	owner, also := account.Get()
	region, known := e.Region.Get()
	const example = "arn:aws:ec2:us-east-1:999999999990:vpc/vpc-0f0e0d0c0b0a09080"
	switch {
	case given && also && known:
		return policytext.Exactly("arn:" + c.Region.Partition + ":ec2:" + region + ":" + owner + ":vpc/" + vpc)
	case e.VPCID.IsUnknown() || account.IsUnknown() || e.Region.IsUnknown():
		return policytext.Some(example, "the ARN of the endpoint's VPC is not known yet", true)
	}
	return policytext.Some(example, "the ARN of the endpoint's VPC does not follow from what is given (vpc_id, account_id)", false)
}

// addresses is the fact about the private addresses of callers: those of the VPC, or any that a
// test speaks of where these are not known.
func addresses(c *rule.Case, e *plan.Endpoint) policytext.Fact {
	own, open := ranges(c.VPC.CIDRBlocks)
	f := policytext.Fact{Values: func(texts []string) []string { return samples(own, texts) }}
	switch {
	case open:
		f.Unknown, f.Later = "the cidr_block of the VPC is not known yet", true
	case len(own) == 0 || inAnotherVPC(c, e):
		f.Unknown = "the cidr_block of the endpoint's VPC is not given"
	}
	if f.Unknown != "" {
		own = []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0")}
	}
	return f
}

// samples are addresses of ranges: of each its first, and one in everything that a test names.
func samples(own []netip.Prefix, texts []string) []string {
	var out []string
	for _, r := range own {
		out = append(out, r.Addr().String())
		for _, text := range texts {
			if network, ok := match.ParseNetwork(text); ok && network.Overlaps(r) {
				out = append(out, narrower(network, r).Addr().String())
			}
		}
	}
	return out
}

// narrower is the smaller of two ranges of which one holds the other.
func narrower(a, b netip.Prefix) netip.Prefix {
	if a.Bits() > b.Bits() {
		return a
	}
	return b
}

// ranges are the ranges of a list, and whether there may be more.
func ranges(blocks plan.Texts) (out []netip.Prefix, open bool) {
	for _, block := range blocks.Or(nil) {
		if r, ok := plan.ParsePrefix(block); ok {
			out = append(out, r)
		}
	}
	return out, plan.Open(blocks)
}
