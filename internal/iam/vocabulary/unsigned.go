package vocabulary

// WithoutCaller are the actions that are called without a signature, so that no request has a
// key about its caller: whoever holds a token of an identity provider takes a role with it, if
// the trust policy of the role lets that provider in. Pods of Kubernetes get their roles so.
//
// Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html,
// "Calling AssumeRoleWithWebIdentity does not require the use of AWS security credentials".
func WithoutCaller() []string {
	return []string{"sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"}
}
