// Package owned knows the resources of AWS's own accounts that workloads reach through an
// endpoint, and that a restrictive endpoint policy must therefore allow: the bucket with the
// layers of ECR's images, package repositories, the buckets of agents, documents, images.
//
//	b, _ := owned.Embedded()
//	b.For([]string{"ecr.dkr"}, nil, "eu-west-1", "aws")      // [{ecr-layers s3 [s3:GetObject] …}]
//	b.Unknown([]string{"ecr.dkr"}, nil, "cn-north-1", "aws-cn") // [{ecr-layers …}]: no source names it there
//
// The facts are compiled in from data/, each with its sources and the day on which they were
// read. A name is written with {region} in it only where a source states it that way; where
// names are given Region by Region, these alone are known. A Region or partition that no
// source covers gets no name, and [Book.Unknown] says so.
//
// A fact answers to the services and workloads of the catalogue. A FIPS endpoint is asked for
// by the key of the service that it is a variant of.
package owned
