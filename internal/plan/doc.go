// Package plan is what a guardrail judges: the endpoints of a configuration, the network they
// are in, and everything else that the caller said about them, read once.
//
// [Read] resolves every reference (a key or an id of a subnet, a route table, a security
// group) and puts the defaults of AWS and hashicorp/aws where the caller was silent. What is
// left is given, absent, or not known yet, field by field, so that a rule can say which.
//
//	p, errs := plan.Read(facts, region, network, inputs)
//	for _, e := range p.Endpoints { e.Type.Or(catalog.Gateway) … }
package plan
