// Package awsplan plans the configurations in examples/aws with the real hashicorp/aws
// beside this provider, and compares the plans with what they should be.
//
// It proves what no test of this provider alone can: that whole objects of hashicorp/aws
// can be handed in, that answers can be wired back one to one, and that nobody's set or
// null gets in the way. Nothing is created and no account is needed: credentials are
// dummies and the checks that would call AWS are switched off. "make test-aws" runs it,
// and with it the tests in examples/module-with-guardrails.
//
// # A new case
//
// Make a directory examples/aws/<name> with a complete configuration that contains
// provider "aws" {} (dummy credentials are laid over it and over its aliases in main.tf).
// Then do one of two things.
//
// Where new resources are planned, write testdata/<name>.json here:
//
//	{
//	  "outputs":   {"endpoints": {"s3/gateway": {"vpc_endpoint_type": "Gateway"}}},
//	  "resources": {"aws_vpc_endpoint.this[\"s3/gateway\"]": {"service_name": "com.amazonaws.us-east-1.s3"}},
//	  "counts":    {"aws_vpc_endpoint": 1}
//	}
//
// Outputs and resources are compared as far as they are written down: an object may hold
// more keys than the expectation, a list must have the same length. What a plan does not
// know yet is absent, so an expectation that names it fails. Counts are exact.
//
// Where data sources of hashicorp/aws are read, which needs an account, put a
// *.tftest.hcl file with mock_provider "aws" {} and its assertions beside the
// configuration; the directory is then run with "terraform test" instead.
//
// A directory may have both. Its tests can then apply what the plan can only announce. The
// plan of a run whose name ends with changes_nothing must be empty, which no assertion of
// "terraform test" can say.
package awsplan
