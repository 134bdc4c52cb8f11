// Package compose writes an endpoint policy that lets the trusted through to what they may
// reach, and nothing else.
//
//	d, err := compose.Compose(compose.Input{
//		Services: []compose.Service{{Key: "s3", Prefixes: []string{"s3"}}},
//		Region:   "ap-northeast-2", Partition: "aws",
//		Trusted: prove.Trusted{Organizations: []string{"o-a1b2c3d4e5"}},
//	})
//	d.JSON                   // {"Version":"2012-10-17","Statement":…}
//	d.Verdicts[0].Final()    // principal_outside, proved
//
// The document consists of Allow statements only, so that what is added to it later adds
// access and takes none away. Callers are named by conditions and never by Principal: on
// gateway endpoints an account in Principal is its root user only. What was made is put to
// package prove before it is handed out, so that its claims do not rest on this package.
//
// The shape is that of AWS's own examples, https://github.com/aws-samples/data-perimeter-policy-examples,
// made narrower: only the services' actions, and only the resources that are named.
package compose
