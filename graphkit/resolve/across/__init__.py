"""Compares the things of many documents that no register tells to be one.

Read, block, compare, judge: each property that is compared is a module. Nothing is merged here:
what comes out are pairs with reasons, for the file of `graphkit.resolve.decisions`.
"""
